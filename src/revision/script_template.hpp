// script.sql.tmpl: the shape of new revision files.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/source_text.hpp"

namespace retort {

/// A placeholder's text, by name. A block is whole lines: it stands alone on its line, and an empty one takes the line
/// along.
struct TemplateValue {
  std::string text;
  bool block = false;
  bool required = true;
};

/// Puts the values in. Throws ProjectError at the template's line on an unknown, missing, unclosed or misplaced
/// placeholder.
std::string expand(const SourceText& script_template, const std::map<std::string, TemplateValue, std::less<>>& values);

}  // namespace retort
