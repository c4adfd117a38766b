#include "project/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "retort/error.hpp"

extern char** environ;

namespace retort {
namespace {

class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) throw Error(fmt::format("can't make a pipe: {}", std::strerror(errno)));
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_read();
    close_write();
  }
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_read() { close_end(0); }
  void close_write() { close_end(1); }

 private:
  void close_end(std::size_t end) {
    if (ends_[end] >= 0) ::close(ends_[end]);
    ends_[end] = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

/// A write to a program that has gone away must be an error, not the end of this one.
class IgnoredPipeSignal {
 public:
  IgnoredPipeSignal() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, &before_);
  }
  ~IgnoredPipeSignal() { ::sigaction(SIGPIPE, &before_, nullptr); }
  IgnoredPipeSignal(const IgnoredPipeSignal&) = delete;
  IgnoredPipeSignal& operator=(const IgnoredPipeSignal&) = delete;

 private:
  struct sigaction before_ {};
};

std::vector<std::string> child_environment(const ProcessOptions& options) {
  std::vector<std::string> result;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (options.environment.count(text.substr(0, text.find('='))) == 0) result.push_back(text);
  }
  for (const auto& [name, value] : options.environment) {
    if (value) result.push_back(name + "=" + *value);
  }
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// Between fork and exec: system calls only.
[[noreturn]] void become(char* const* arguments, char* const* environment, const char* folder, const Pipe& in,
                         const Pipe& out, const Pipe& err, const Pipe& failure) {
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  ::sigaction(SIGPIPE, &standard, nullptr);
  if (::dup2(in.read_end(), 0) >= 0 && ::dup2(out.write_end(), 1) >= 0 && ::dup2(err.write_end(), 2) >= 0 &&
      (folder == nullptr || ::chdir(folder) == 0)) {
    ::execvpe(arguments[0], arguments, environment);
  }
  const int reason = errno;
  [[maybe_unused]] const ssize_t told = ::write(failure.write_end(), &reason, sizeof reason);
  ::_exit(127);
}

/// False at the end of the file.
bool read_some(int descriptor, std::string& into) {
  std::array<char, 65536> buffer;
  const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  into.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

/// The program, from fork to waitpid.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  bool has_ended() { return ended_ || (ended_ = ::waitpid(id_, &status_, WNOHANG) == id_); }
  /// Its wait status.
  int wait() {
    while (!ended_ && ::waitpid(id_, &status_, 0) < 0 && errno == EINTR) {
    }
    ended_ = true;
    return status_;
  }
  /// A terminal interrupts it, too, and it may have something to put away: it has a while.
  void end_soon() {
    const auto now = std::chrono::steady_clock::now();
    if (!asked_) asked_ = now;
    if (told_ || ended_ || now - *asked_ < kWhile) return;
    told_ = true;
    ::kill(id_, SIGTERM);
  }

 private:
  static constexpr std::chrono::seconds kWhile{2};
  pid_t id_;
  int status_ = 0;
  bool ended_ = false;
  bool told_ = false;
  std::optional<std::chrono::steady_clock::time_point> asked_;
};

constexpr int kLookMilliseconds = 100;

void pump(Pipe& in, Pipe& out, Pipe& err, Child& child, const ProcessOptions& options, ProcessResult& result) {
  const IgnoredPipeSignal ignored;
  std::string_view input = options.input;
  ::fcntl(in.write_end(), F_SETFL, O_NONBLOCK);
  while (in.write_end() >= 0 || out.read_end() >= 0 || err.read_end() >= 0) {
    if (input.empty()) in.close_write();
    std::array<pollfd, 3> waits{pollfd{in.write_end(), POLLOUT, 0}, pollfd{out.read_end(), POLLIN, 0},
                                pollfd{err.read_end(), POLLIN, 0}};
    const bool looks = options.cancellation.has_value();
    const bool ended = looks && child.has_ended();  // before the look at what it printed
    const int ready = ::poll(waits.data(), waits.size(), !looks ? -1 : ended ? 0 : kLookMilliseconds);
    if (ready < 0 && errno != EINTR) break;
    if (ended && ready == 0) break;
    if (looks && options.cancellation->cancelled()) child.end_soon();
    if (ready <= 0) continue;
    if (waits[0].revents != 0) {
      const ssize_t count = ::write(in.write_end(), input.data(), input.size());
      if (count >= 0)
        input.remove_prefix(static_cast<std::size_t>(count));
      else if (errno != EINTR && errno != EAGAIN)
        in.close_write();
    }
    if (waits[1].revents != 0 && !read_some(out.read_end(), result.output)) out.close_read();
    if (waits[2].revents != 0 && !read_some(err.read_end(), result.errors)) err.close_read();
  }
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& arguments, const ProcessOptions& options) {
  std::vector<std::string> argument_texts = arguments;
  std::vector<std::string> environment_texts = child_environment(options);
  const std::vector<char*> argument_list = pointers(argument_texts);
  const std::vector<char*> environment_list = pointers(environment_texts);
  const std::string folder = options.folder.string();
  Pipe in, out, err, failure;

  const pid_t child = ::fork();
  if (child < 0) throw Error(fmt::format("can't start {}: {}", arguments[0], std::strerror(errno)));
  if (child == 0)
    become(argument_list.data(), environment_list.data(), folder.empty() ? nullptr : folder.c_str(), in, out, err,
           failure);
  in.close_read();
  out.close_write();
  err.close_write();
  failure.close_write();

  ProcessResult result;
  Child program(child);
  pump(in, out, err, program, options, result);
  int reason = 0;
  const bool failed = ::read(failure.read_end(), &reason, sizeof reason) == static_cast<ssize_t>(sizeof reason);
  const int status = program.wait();
  result.started = !failed;
  if (failed) result.errors = std::strerror(reason);
  result.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

}  // namespace retort
