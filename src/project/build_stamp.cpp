#include "project/build_stamp.hpp"

#include <fmt/format.h>
#include <link.h>
#include <sys/stat.h>

#include "retort/version.hpp"

namespace retort {

namespace {

// Whether the object holds the code at `address`; its name is empty for the program itself
// (https://man7.org/linux/man-pages/man3/dl_iterate_phdr.3.html).
struct Search {
  ElfW(Addr) address = 0;
  std::string file;
};

int look(dl_phdr_info* object, std::size_t, void* data) {
  Search& search = *static_cast<Search*>(data);
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = object->dlpi_phdr[i];
    const ElfW(Addr) begin = object->dlpi_addr + part.p_vaddr;
    if (part.p_type != PT_LOAD || search.address < begin || search.address >= begin + part.p_memsz) continue;
    search.file = object->dlpi_name;
    return 1;
  }
  return 0;
}

std::string own_file() {
  Search search{reinterpret_cast<ElfW(Addr)>(&look), {}};
  dl_iterate_phdr(look, &search);
  return search.file.empty() ? "/proc/self/exe" : search.file;
}

}  // namespace

std::string build_stamp() {
  struct stat status {};
  if (::stat(own_file().c_str(), &status) != 0) return RETORT_VERSION;
  return fmt::format("{} {} {}.{}", RETORT_VERSION, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

}  // namespace retort
