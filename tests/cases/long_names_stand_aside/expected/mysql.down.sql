-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_first`: open, done -> open, lost, done
-- alter enum `the_states_that_something_which_is_to_be_done_can_be_in_second`: red, blue -> red, green, blue
ALTER TABLE `task`
    MODIFY COLUMN `first` enum('open', 'lost', 'done') NOT NULL,
    MODIFY COLUMN `second` enum('red', 'green', 'blue') NOT NULL;

-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`: none -> generated virtual as price + 1
-- alter column `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`: none -> generated virtual as price + 2
-- hazard[drop-column]: deletes all values of `task.what_it_costs_together_with_all_that_comes_on_top_of_it_now`
-- hazard[drop-column]: deletes all values of `task.what_it_costs_together_with_all_that_comes_on_top_of_it_then`
ALTER TABLE `task`
    DROP COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_now`,
    ADD COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_now` int GENERATED ALWAYS AS (price + 1) VIRTUAL NOT NULL,
    DROP COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_then`,
    ADD COLUMN `what_it_costs_together_with_all_that_comes_on_top_of_it_then` int GENERATED ALWAYS AS (price + 2) VIRTUAL NOT NULL;
