#include "project/version.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace retort {

std::string_view version() { return RETORT_VERSION; }

std::string build_stamp() {
  struct stat status {};
  if (::stat("/proc/self/exe", &status) != 0) return RETORT_VERSION;
  return fmt::format("{} {} {}.{}", RETORT_VERSION, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

}  // namespace retort
