// Prints the statements of a file as psql would send them, for tests/live/postgresql_statements.sh: each as one line of
// its significant tokens, so that white space and comments don't count, with the rows behind COPY left out.
//
//   print_statements FILE          split by Retort
//   print_statements --log FILE    one statement a line already, \n for line ends and \\ for backslashes: a server's
//   log
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "dialect/postgresql/lexicon.hpp"
#include "sql/classify.hpp"
#include "sql/split.hpp"
#include "sql/token.hpp"

namespace {

void print(std::string_view statement) {
  for (const retort::Token& token : retort::significant_tokens(statement, retort::postgresql::lexicon())) {
    if (token.kind == retort::TokenKind::semicolon) continue;
    for (const char c : token.text) std::cout << (c == '\n' ? '\r' : c);
    std::cout << ' ';
  }
  std::cout << '\n';
}

std::string decoded(std::string_view line) {
  std::string result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\' || i + 1 == line.size()) {
      result += line[i];
    } else {
      result += line[++i] == 'n' ? '\n' : line[i];
    }
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  const bool is_log = argc == 3 && std::string_view(argv[1]) == "--log";
  if (argc != 2 && !is_log) return 2;
  std::ifstream file(argv[argc - 1]);
  if (is_log) {
    for (std::string line; std::getline(file, line);) print(decoded(line));
    return 0;
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  int unknown = 0;
  for (const retort::StatementText& statement :
       retort::split_statements(text, retort::postgresql::lexicon()).statements) {
    if (statement.is_shell) continue;
    print(statement.text);
    if (retort::classify(statement.text, retort::postgresql::lexicon()).kind != retort::StatementKind::other) continue;
    std::cerr << "no kind: " << statement.text.substr(0, 200) << '\n';
    ++unknown;
  }
  return unknown == 0 ? 0 : 1;
}
