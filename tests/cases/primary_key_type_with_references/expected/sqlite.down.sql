-- alter column `posts.id`: i64 -> i32: nothing to do on sqlite

-- alter column `posts.author`: i64 -> i32: nothing to do on sqlite

-- alter column `users.id`: i64 -> i32: nothing to do on sqlite
