-- cargo-schema: foreign-keys=off

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: generated virtual as price + 1 -> none
-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: generated virtual as price + 2 -> none
-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_first`: open, lost, done -> open, done
-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_second`: red, green, blue -> red, blue
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `the_states_that_something_which_is_to_be_done_can_be_in_first`
-- hazard[remove-enum-value]: fails if a row still contains `green` of enum `the_states_that_something_which_is_to_be_done_can_be_in_second`
CREATE TABLE "_schema_rebuild_task" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "what_it_costs_together_with_all_that_comes_on_top_of_it_now" INTEGER NOT NULL,
    "what_it_costs_together_with_all_that_comes_on_top_of_it_then" INTEGER NOT NULL,
    "first" TEXT NOT NULL CONSTRAINT "ck_task_first" CHECK ("first" IN ('open', 'done')),
    "second" TEXT NOT NULL CONSTRAINT "ck_task_second" CHECK ("second" IN ('red', 'blue')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_task" ("id", "price", "what_it_costs_together_with_all_that_comes_on_top_of_it_now", "what_it_costs_together_with_all_that_comes_on_top_of_it_then", "first", "second")
SELECT "id", "price", "what_it_costs_together_with_all_that_comes_on_top_of_it_now", "what_it_costs_together_with_all_that_comes_on_top_of_it_then", "first", "second"
FROM "task";

-- the new table takes the place of the old one
DROP TABLE "task";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_task" RENAME TO "task";

PRAGMA legacy_alter_table = OFF;
