#[derive(SchemaEnum)]
#[schema(type_name = "the_states_that_something_which_is_to_be_done_can_be_in_first")]
enum First { Open, Done }

#[derive(SchemaEnum)]
#[schema(type_name = "the_states_that_something_which_is_to_be_done_can_be_in_second")]
enum Second { Red, Blue }

#[derive(Schema)]
struct Task {
    #[schema(primary_key)]
    id: i64,
    price: i32,
    what_it_costs_together_with_all_that_comes_on_top_of_it_now: i32,
    what_it_costs_together_with_all_that_comes_on_top_of_it_then: i32,
    first: First,
    second: Second,
}
