-- cargo-schema: foreign-keys=off

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: none -> generated virtual as price + 1
-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: none -> generated virtual as price + 2
-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_first`: open, done -> open, lost, done
-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_second`: red, blue -> red, green, blue
-- hazard[drop-column]: deletes all values of `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`
-- hazard[drop-column]: deletes all values of `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`
CREATE TABLE "_schema_rebuild_task" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "what_it_costs_together_with_all_that_comes_on_top_of_it_now" INTEGER NOT NULL GENERATED ALWAYS AS (price + 1) VIRTUAL,
    "what_it_costs_together_with_all_that_comes_on_top_of_it_then" INTEGER NOT NULL GENERATED ALWAYS AS (price + 2) VIRTUAL,
    "first" TEXT NOT NULL CONSTRAINT "ck_task_first" CHECK ("first" IN ('open', 'lost', 'done')),
    "second" TEXT NOT NULL CONSTRAINT "ck_task_second" CHECK ("second" IN ('red', 'green', 'blue')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_task" ("id", "price", "first", "second")
SELECT "id", "price", "first", "second"
FROM "task";

-- the new table takes the place of the old one
DROP TABLE "task";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_task" RENAME TO "task";

PRAGMA legacy_alter_table = OFF;
