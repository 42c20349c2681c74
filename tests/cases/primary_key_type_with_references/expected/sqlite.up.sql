-- alter column `posts.id`: i32 -> i64: nothing to do on sqlite

-- alter column `posts.author`: i32 -> i64: nothing to do on sqlite

-- alter column `users.id`: i32 -> i64: nothing to do on sqlite
