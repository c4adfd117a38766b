#include "retort/metadata.hpp"

#include "model/storage.hpp"

namespace retort {

Metadata::Metadata() : state_(std::make_unique<detail::MetadataState>()) {}
Metadata::~Metadata() = default;
Metadata::Metadata(Metadata&&) noexcept = default;
Metadata& Metadata::operator=(Metadata&&) noexcept = default;

void Metadata::add_model(const detail::ModelView& model, std::string_view table) {
  state_->models.push_back({std::string(table.empty() ? model.table->name : table), model, nullptr});
}

void Metadata::add(const TableBuilder& table) {
  state_->models.push_back({table.built()->table.name, {}, table.built()});
}

void Metadata::add(const DefinitionText& definition) {
  DefinitionText kept = definition;
  kept.name = state_->texts.keep(definition.name);
  kept.text = state_->texts.keep(definition.text);
  kept.renamed_from = state_->texts.keep(definition.renamed_from);
  state_->definitions.push_back(kept);
}

void Metadata::naming_convention(const NamingConvention& convention) { state_->naming = convention; }

}  // namespace retort
