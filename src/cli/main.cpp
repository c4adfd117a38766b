#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <iostream>

#include "base/ascii.hpp"
#include "cli/bare.hpp"
#include "cli/invocation.hpp"
#include "cli/print_error.hpp"
#include "cli/stale.hpp"
#include "command/surroundings.hpp"
#include "retort/cli.hpp"
#include "retort/version.hpp"

namespace retort::cli {

namespace {

const Cancellation* interrupted = nullptr;

// The first Ctrl-C asks the run to stop between statements; the second ends the process as usual.
void on_interrupt(int signal) {
  if (interrupted) interrupted->cancel();
  std::signal(signal, SIG_DFL);
}

bool reader_has_gone() {
  pollfd stdout_state{STDOUT_FILENO, 0, 0};
  return poll(&stdout_state, 1, 0) > 0 && (stdout_state.revents & POLLERR) != 0;
}

std::map<std::string, std::string> variables(const Call& call) {
  std::map<std::string, std::string> result;
  for (const std::string& text : call.all("-x")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) throw UsageError(fmt::format("-x {}: expected KEY=VALUE", text));
    result[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return result;
}

void read_global_options(const Call& call, Invocation& invocation) {
  Output& output = invocation.output;
  output.quiet = call.flag("--quiet");
  output.verbosity = static_cast<int>(call.all("--verbose").size());
  output.json = call.flag("--json");
  if (call.flag("--no-color")) output.colour_out = output.colour_err = false;
  ProjectOptions& options = invocation.project_options;
  if (const auto config = call.value("--config")) {
    options.config = *config;
  } else if (const auto& own = invocation.program.build.config; !own.empty() && std::filesystem::exists(own)) {
    options.config = own;
  }
  options.environment = call.value("--env");
  const auto named = invocation.process_environment.find("RETORT_ENV");
  if (!options.environment && named != invocation.process_environment.end() && !named->second.empty())
    options.environment = named->second;
  options.url = call.value("--url");
  options.variables = variables(call);
  options.working_directory = invocation.working_directory;
  options.process_environment = invocation.process_environment;
  options.terminal = output.terminal;
}

int dispatch(const std::vector<std::string>& arguments, Invocation& invocation) {
  const Call call = parse_call(arguments);
  read_global_options(call, invocation);
  if (call.flag("--version")) {
    invocation.output.line(fmt::format("retort {}", version()));
    return 0;
  }
  if (!call.verb || call.verb->in_project)
    warn_if_stale(invocation.program.build, invocation.output, invocation.working_directory);
  return call.verb ? call.verb->run(invocation, call) : run_bare(invocation);
}

/// Returns the exit status; throws nothing.
int run(const std::vector<std::string>& arguments, Invocation& invocation) {
  // Errors of the call itself come out as JSON too.
  invocation.output.json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
  int status = 0;
  try {
    status = dispatch(arguments, invocation);
  } catch (const Error& error) {
    print_error(invocation.output, error, invocation.working_directory);
    status = error.exit_status();
  } catch (const std::exception& error) {
    print_error(invocation.output, Error(fmt::format("internal: {}", error.what()), std::nullopt, "please report this"),
                invocation.working_directory);
    status = 2;
  }
  invocation.output.out->flush();
  // A reader that went away (`retort history | head`) is no trouble; a full disk is.
  if (!invocation.output.out->good() && !reader_has_gone()) {
    invocation.output.warn("retort: error: the results could not be written");
    return status == 0 ? 2 : status;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv, const Program& program) {
  std::ios::sync_with_stdio(false);
  Invocation invocation;
  invocation.program = program;
  invocation.process_environment = process_environment();
  invocation.in = &std::cin;
  Output& output = invocation.output;
  output.out = &std::cout;
  output.err = &std::cerr;
  output.terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
  const auto no_colour = invocation.process_environment.find("NO_COLOR");
  const bool colour = no_colour == invocation.process_environment.end() || no_colour->second.empty();
  output.colour_out = colour && isatty(STDOUT_FILENO);
  output.colour_err = colour && isatty(STDERR_FILENO);
  interrupted = &invocation.cancellation;
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGPIPE, SIG_IGN);
  std::error_code failure;
  invocation.working_directory = std::filesystem::current_path(failure);
  return run({argv + 1, argv + argc}, invocation);
}

}  // namespace retort::cli
