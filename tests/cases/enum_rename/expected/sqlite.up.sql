-- alter column `task.state`: enum(state) -> enum(status): nothing to do on sqlite

-- create enum `status`: open, done: nothing to do on sqlite

-- drop enum `state`: nothing to do on sqlite
