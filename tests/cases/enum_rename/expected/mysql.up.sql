-- alter column `task.state`: enum(state) -> enum(status): nothing to do on mysql

-- create enum `status`: open, done: nothing to do on mysql

-- drop enum `state`: nothing to do on mysql
