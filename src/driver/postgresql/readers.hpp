// One bulk query each, and what becomes of its rows. In the order in which `read_catalogue` calls them: each needs what
// the ones before have read.
#pragma once

#include "driver/postgresql/catalogue.hpp"

namespace retort::postgresql {

void read_comments(Catalogue&);
void read_privileges(Catalogue&);
void read_collation_names(Catalogue&);
void read_operator_class_names(Catalogue&);
void read_inheritance(Catalogue&);
void read_relations(Catalogue&);
void read_columns(Catalogue&);
void read_constraints(Catalogue&);
void read_indexes(Catalogue&);
void read_sequences(Catalogue&);
void read_views(Catalogue&);
void read_foreign_tables(Catalogue&);
void read_types(Catalogue&);
void read_routines(Catalogue&);
/// Triggers, rules, policies, statistics: what stands on a table or view.
void read_attachments(Catalogue&);
/// Operators, their classes and families, casts, conversions, transforms.
void read_operators(Catalogue&);
void read_text_search(Catalogue&);
/// Schemas, extensions, languages, collations and the like.
void read_small_definitions(Catalogue&);
void read_not_covered(Catalogue&);
/// After everything else.
void read_dependencies(Catalogue&);

}  // namespace retort::postgresql
