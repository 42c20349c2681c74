-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: generated stored as price + 1 -> none
ALTER TABLE "task" ALTER COLUMN "what_it_costs_together_with_all_that_comes_on_top_of_it_now" DROP EXPRESSION;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: generated stored as price + 2 -> none
ALTER TABLE "task" ALTER COLUMN "what_it_costs_together_with_all_that_comes_on_top_of_it_then" DROP EXPRESSION;

-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_first`: open, lost, done -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `the_states_that_something_which_is_to_be_done_can_be_in_first`
ALTER TYPE "the_states_that_something_which_is_to_be_done_can_be_in_first" RENAME TO "_schema_old_the_states_that_something_which_is_to_be_d_245d9d7b";

-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_first`: open, lost, done -> open, done
CREATE TYPE "the_states_that_something_which_is_to_be_done_can_be_in_first" AS ENUM ('open', 'done');

-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_second`: red, green, blue -> red, blue
-- hazard[remove-enum-value]: fails if a row still contains `green` of enum `the_states_that_something_which_is_to_be_done_can_be_in_second`
ALTER TYPE "the_states_that_something_which_is_to_be_done_can_be_in_second" RENAME TO "_schema_old_the_states_that_something_which_is_to_be_d_fca2b947";

-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_second`: red, green, blue -> red, blue
CREATE TYPE "the_states_that_something_which_is_to_be_done_can_be_in_second" AS ENUM ('red', 'blue');

-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_first`: open, lost, done -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `the_states_that_something_which_is_to_be_done_can_be_in_first`
ALTER TABLE "task" ALTER COLUMN "first" TYPE "the_states_that_something_which_is_to_be_done_can_be_in_first" USING "first"::text::"the_states_that_something_which_is_to_be_done_can_be_in_first";

-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_second`: red, green, blue -> red, blue
-- hazard[remove-enum-value]: fails if a row still contains `green` of enum `the_states_that_something_which_is_to_be_done_can_be_in_second`
ALTER TABLE "task" ALTER COLUMN "second" TYPE "the_states_that_something_which_is_to_be_done_can_be_in_second" USING "second"::text::"the_states_that_something_which_is_to_be_done_can_be_in_second";

-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_first`: open, lost, done -> open, done
DROP TYPE "_schema_old_the_states_that_something_which_is_to_be_d_245d9d7b";

-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_second`: red, green, blue -> red, blue
DROP TYPE "_schema_old_the_states_that_something_which_is_to_be_d_fca2b947";
