"""What models cost to compile: a hundred tables of ten columns, beside the include alone and the same structs described with
Boost.Describe, whose members a program turns into the same calls of the string builder."""

import os
import pathlib
import subprocess

from contest import Contest, timed, version_of

TITLE = "C++ models"
EXPLANATION = """One file, compiled alone: `g++ -std=c++20 -c`. `ratio` over "include alone" is the goal of the issue that built this: under 3.
Boost.Describe's members are walked at run time, and carry names and types only: no key, default or index is said there."""
INCLUDE = pathlib.Path(__file__).resolve().parent.parent / "include"
COMPILER = os.environ.get("CXX", "g++")

STRUCT = """struct T{i} {{
  std::int64_t id; std::string name; std::string email; std::optional<std::string> note; double price;
  bool active; std::int32_t count; std::chrono::system_clock::time_point created_at;
  std::optional<std::int64_t> parent_id; std::optional<std::int64_t> other_id;
}};
"""
MODEL = """template <> inline constexpr auto retort::model<T{i}> = table<T{i}>("t{i}",
    column<&T{i}::id>(primary_key, identity), column<&T{i}::name>(String(255)), column<&T{i}::email>(String(255), unique),
    column<&T{i}::note>(), column<&T{i}::price>(server_default("0")), column<&T{i}::active>(), column<&T{i}::count>(),
    column<&T{i}::created_at>(server_default(sql::now())),
    column<&T{i}::parent_id>(references<T{i}, &T{i}::id>({{.on_delete = "SET NULL"}})),
    column<&T{i}::other_id>(references<T{j}, &T{j}::id>(), indexed),
    index<&T{i}::name, &T{i}::active>("ix_t{i}_name", {{.where = "active"}}));
"""
DESCRIBED = "BOOST_DESCRIBE_STRUCT(T{i}, (), (id, name, email, note, price, active, count, created_at, parent_id, other_id))\n"
DESCRIBE_HEAD = """#include <boost/describe.hpp>
#include <boost/mp11.hpp>
template <class T>
void add(retort::Metadata& metadata, const char* name) {
  retort::TableBuilder table(name);
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_any_access>>([&](auto member) {
    using Value = std::remove_reference_t<decltype(std::declval<T&>().*(member.pointer))>;
    using Mapped = typename retort::detail::Optional<Value>::Value;
    table.column(member.name, retort::detail::mapped<Mapped>, {.nullable = retort::detail::Optional<Value>::value});
  });
  metadata.add(table);
}
"""


def source(head, each, use, count):
    text = ["#include <retort/model.hpp>\n", head]
    for i in range(count):
        text.append(STRUCT.format(i=i) + each.format(i=i, j=max(i - 1, 0)))
    text.append("void models(retort::Metadata& metadata) {\n")
    text += [use.format(i=i) for i in range(count)]
    return "".join(text) + "}\n"


def contests(root, options):
    sources = {
        "retort": source("", MODEL, "  metadata.add<T{i}>();\n", 100),
        "include alone": "#include <retort/model.hpp>\n",
        "Boost.Describe": source(DESCRIBE_HEAD, DESCRIBED, '  add<T{i}>(metadata, "t{i}");\n', 100),
    }
    for name, text in sources.items():
        (root / f"{name.replace(' ', '_')}.cpp").write_text(text)

    def compiled(name, level):
        file = f"{name.replace(' ', '_')}.cpp"
        return lambda: timed([COMPILER, "-std=c++20", level, f"-I{INCLUDE}", "-c", file, "-o", "out.o"], root)

    for level in ("-O0", "-O2"):
        yield Contest(f"compile 100 tables of 10 columns, {level}", {name: compiled(name, level) for name in sources})


def versions(root):
    boost = subprocess.run([COMPILER, "-E", "-P", "-include", "boost/version.hpp", "-x", "c++", "-"], input="BOOST_LIB_VERSION\n",
                           capture_output=True, text=True, check=True).stdout.split()[-1].strip('"')
    return [version_of(COMPILER, "--version").split("\n")[0], f"Boost {boost}"]
