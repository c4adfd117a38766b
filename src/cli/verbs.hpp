// Each verb's data and its run function, one file a verb.
#pragma once

#include "cli/verb.hpp"

namespace retort::cli {

Verb init_verb();
Verb list_templates_verb();
Verb revision_verb();
Verb upgrade_verb();
Verb downgrade_verb();
Verb stamp_verb();
Verb ensure_version_verb();
Verb current_verb();
Verb heads_verb();
Verb branches_verb();
Verb history_verb();
Verb show_verb();
Verb edit_verb();
Verb merge_verb();
Verb squash_verb();
Verb adopt_verb();
Verb check_verb();
Verb status_verb();
Verb plan_verb();
Verb diff_verb();
Verb dump_verb();
Verb verify_verb();
Verb repair_verb();
Verb reset_verb();
Verb completion_verb();
Verb help_verb();

}  // namespace retort::cli
