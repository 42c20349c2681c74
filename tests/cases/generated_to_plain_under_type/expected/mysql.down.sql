-- alter column `post.views`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `post.views` that do not fit the new type
ALTER TABLE `post` MODIFY COLUMN `views` int NOT NULL;

-- alter column `post.twice`: none -> generated stored as views * 2
-- hazard[drop-column]: deletes all values of `post.twice`
ALTER TABLE `post` MODIFY COLUMN `twice` bigint GENERATED ALWAYS AS (views * 2) STORED;
