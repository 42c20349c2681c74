-- alter column `task.state`: enum(status) -> enum(state): nothing to do on sqlite

-- create enum `state`: open, done: nothing to do on sqlite

-- drop enum `status`: nothing to do on sqlite
