#pragma once

#include <functional>
#include <string>

struct Request {
  std::string method;  // "GET"
  std::string path;    // "/notes/Ada"
  std::string body;
};
struct Response {
  int status = 200;
  std::string body;
};

/// Answers one request after the other on a port, until SIGTERM or SIGINT. As little of HTTP/1.1 as an example needs:
/// every answer closes its connection. Throws std::runtime_error where the port can't be had.
void serve(int port, const std::function<Response(const Request&)>& answer);
