#include "http.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>

namespace {

volatile std::sig_atomic_t stopped = 0;

struct Socket {
  int handle;
  explicit Socket(int its_handle) : handle(its_handle) {}
  Socket(const Socket&) = delete;
  ~Socket() {
    if (handle >= 0) close(handle);
  }
};

// Without SA_RESTART: accept() comes back.
void stop_on_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { stopped = 1; };
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void listen_on(const Socket& socket, int port) {
  const int yes = 1;
  setsockopt(socket.handle, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  if (bind(socket.handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(socket.handle, 16) != 0)
    throw std::runtime_error("port " + std::to_string(port) + ": " + std::strerror(errno));
}

std::size_t content_length(const std::string& head) {
  const std::size_t at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 16, nullptr, 10);
}

// False where the other side ends too early, or says too much.
bool read_request(const Socket& socket, Request& request) {
  std::string text;
  char buffer[4096];
  std::size_t end = std::string::npos;
  while (end == std::string::npos || text.size() < end + 4 + content_length(text.substr(0, end))) {
    const ssize_t count = recv(socket.handle, buffer, sizeof buffer, 0);
    if (count <= 0 || text.size() > 100000) return false;
    text.append(buffer, static_cast<std::size_t>(count));
    end = text.find("\r\n\r\n");
  }
  const std::size_t first = text.find(' ');
  const std::size_t second = text.find(' ', first + 1);
  if (second == std::string::npos || second > end) return false;
  request = {text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(end + 4)};
  return true;
}

}  // namespace

void serve(int port, const std::function<Response(const Request&)>& answer) {
  stop_on_signals();
  const Socket door(socket(AF_INET, SOCK_STREAM, 0));
  listen_on(door, port);
  while (!stopped) {
    const Socket visitor(accept(door.handle, nullptr, nullptr));
    Request request;
    if (visitor.handle < 0 || !read_request(visitor, request)) continue;
    const Response response = answer(request);
    const std::string text = "HTTP/1.1 " + std::to_string(response.status) +
                             " -\r\nConnection: close\r\nContent-Length: " + std::to_string(response.body.size()) +
                             "\r\n\r\n" + response.body;
    send(visitor.handle, text.data(), text.size(), 0);
  }
}
