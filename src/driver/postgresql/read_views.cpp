#include "driver/postgresql/readers.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kViews = R"(
SELECT c.oid, pg_get_viewdef(c.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND @ours@ AND @not a member:pg_class:c@
)";

}  // namespace

void read_views(Catalogue& catalogue) {
  catalogue.query(kViews, [&](const CatalogueRow& row) {
    const Relation* relation = catalogue.find_relation(row.oid(0));
    if (relation == nullptr || relation->definition == nullptr) return;
    Definition& view = *relation->definition;
    std::string_view text = row.text(1);
    if (text.ends_with(';')) text.remove_suffix(1);
    const bool materialized = view.key.kind == ObjectKind::materialized_view;
    view.sql = as_is(std::string(materialized ? "CREATE MATERIALIZED VIEW " : "CREATE VIEW ") + quoted(view.key.name) +
                     " AS\n" + std::string(text));
  });
}

}  // namespace retort::postgresql
