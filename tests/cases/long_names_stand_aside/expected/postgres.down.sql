-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_first`: open, done -> open, lost, done
ALTER TYPE "the_states_that_something_which_is_to_be_done_can_be_in_first" ADD VALUE 'lost' AFTER 'open';

-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_second`: red, blue -> red, green, blue
ALTER TYPE "the_states_that_something_which_is_to_be_done_can_be_in_second" ADD VALUE 'green' AFTER 'red';

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: none -> generated stored as price + 1
-- hazard[drop-column]: deletes all values of `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`
ALTER TABLE "task" DROP COLUMN "what_it_costs_together_with_all_that_comes_on_top_of_it_now";

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: none -> generated stored as price + 2
-- hazard[drop-column]: deletes all values of `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`
ALTER TABLE "task" DROP COLUMN "what_it_costs_together_with_all_that_comes_on_top_of_it_then";

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: none -> generated stored as price + 1
ALTER TABLE "task" ADD COLUMN "what_it_costs_together_with_all_that_comes_on_top_of_it_now" integer NOT NULL GENERATED ALWAYS AS (price + 1) STORED;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: none -> generated stored as price + 2
ALTER TABLE "task" ADD COLUMN "what_it_costs_together_with_all_that_comes_on_top_of_it_then" integer NOT NULL GENERATED ALWAYS AS (price + 2) STORED;
