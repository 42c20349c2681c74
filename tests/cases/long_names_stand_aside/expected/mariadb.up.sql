-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: null -> not null, generated virtual as price + 1 -> none
ALTER TABLE `task` ADD COLUMN `_schema_new_what_it_costs_together_with_all_that_comes_99ea4579` int NULL;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: null -> not null, generated virtual as price + 1 -> none
UPDATE `task` SET `_schema_new_what_it_costs_together_with_all_that_comes_99ea4579` = `what_it_costs_together_with_all_that_comes_on_top_of_it_now`;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: null -> not null, generated virtual as price + 1 -> none
ALTER TABLE `task`
    DROP COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_now`,
    ADD COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_now` int NULL;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: null -> not null, generated virtual as price + 1 -> none
UPDATE `task` SET `what_it_costs_together_with_all_that_comes_on_top_of_it_now` = `_schema_new_what_it_costs_together_with_all_that_comes_99ea4579`;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: null -> not null, generated virtual as price + 2 -> none
ALTER TABLE `task` ADD COLUMN `_schema_new_what_it_costs_together_with_all_that_comes_bbf5674c` int NULL;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: null -> not null, generated virtual as price + 2 -> none
UPDATE `task` SET `_schema_new_what_it_costs_together_with_all_that_comes_bbf5674c` = `what_it_costs_together_with_all_that_comes_on_top_of_it_then`;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: null -> not null, generated virtual as price + 2 -> none
ALTER TABLE `task`
    DROP COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_then`,
    ADD COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_then` int NULL;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: null -> not null, generated virtual as price + 2 -> none
UPDATE `task` SET `what_it_costs_together_with_all_that_comes_on_top_of_it_then` = `_schema_new_what_it_costs_together_with_all_that_comes_bbf5674c`;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: null -> not null, generated virtual as price + 1 -> none
UPDATE `task` SET `what_it_costs_together_with_all_that_comes_on_top_of_it_now` = 0 WHERE `what_it_costs_together_with_all_that_comes_on_top_of_it_now` IS NULL;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: null -> not null, generated virtual as price + 2 -> none
UPDATE `task` SET `what_it_costs_together_with_all_that_comes_on_top_of_it_then` = 0 WHERE `what_it_costs_together_with_all_that_comes_on_top_of_it_then` IS NULL;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: null -> not null, generated virtual as price + 1 -> none
-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: null -> not null, generated virtual as price + 2 -> none
-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_first`: open, lost, done -> open, done
-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_second`: red, green, blue -> red, blue
-- hazard[stand-in-value]: existing rows get 0 in `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`, because the original value is unknown
-- hazard[stand-in-value]: existing rows get 0 in `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`, because the original value is unknown
-- hazard[remove-enum-value]: fails if a row still contains `lost` of enum `the_states_that_something_which_is_to_be_done_can_be_in_first`
-- hazard[remove-enum-value]: fails if a row still contains `green` of enum `the_states_that_something_which_is_to_be_done_can_be_in_second`
ALTER TABLE `task`
    DROP COLUMN `_schema_new_what_it_costs_together_with_all_that_comes_99ea4579`,
    MODIFY COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_now` int NOT NULL,
    DROP COLUMN `_schema_new_what_it_costs_together_with_all_that_comes_bbf5674c`,
    MODIFY COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_then` int NOT NULL,
    MODIFY COLUMN `first` enum('open', 'done') NOT NULL,
    MODIFY COLUMN `second` enum('red', 'blue') NOT NULL;
