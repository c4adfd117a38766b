// A notes server: GET /notes, POST /notes/AUTHOR with the text as the body. It changes no schema: that is `migrate`'s,
// which runs before it; it starts only on a database that has the revisions that it was built with.
#include <retort/error.hpp>
#include <retort/migrator.hpp>
#include <retort/postgresql.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>

#include "http.hpp"
#include "notes.hpp"
#include "notes_revisions.hpp"

namespace {

std::string setting(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value && *value ? value : otherwise;
}

/// Empty where the database is at the newest revision; else what is to be done.
std::string not_ready(const std::string& url) {
  const retort::Migrator migrator(retort::postgresql::driver(), url, notes_revisions());
  const retort::MigrationStatus status = migrator.status();
  if (status.up_to_date()) return {};
  if (!status.unknown.empty()) return status.database + " is at a revision that this server does not know";
  return status.database + " lacks revision " + status.pending.front().id + ", " + status.pending.front().message +
         ": run migrate upgrade head";
}

Response answer(const Notes& notes, const Request& request) {
  try {
    if (request.method == "GET" && request.path == "/notes") return {200, notes.list() + "\n"};
    if (request.method == "POST" && request.path.rfind("/notes/", 0) == 0) {
      notes.add(request.path.substr(7), request.body);
      return {201, ""};
    }
    return {404, "there are GET /notes and POST /notes/AUTHOR\n"};
  } catch (const std::exception& error) {
    return {500, error.what()};
  }
}

}  // namespace

int main() {
  const std::string url = setting("DATABASE_URL", "postgresql:///notes");
  const std::string port = setting("PORT", "8080");
  try {
    const std::string trouble = not_ready(url);
    if (!trouble.empty()) {
      std::cerr << "notes-server: " << trouble << '\n';
      return 1;
    }
    const Notes notes(url);
    std::cerr << "notes-server: listening on port " << port << '\n';
    serve(std::stoi(port), [&](const Request& request) { return answer(notes, request); });
    return 0;
  } catch (const retort::Error& error) {
    std::cerr << "notes-server: " << error.what() << '\n';
    if (!error.hint().empty()) std::cerr << "  " << error.hint() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "notes-server: " << error.what() << '\n';
  }
  return 1;
}
