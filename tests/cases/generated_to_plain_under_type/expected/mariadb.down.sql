-- alter column `post.views`: i64 -> i32
-- alter column `post.twice`: none -> generated stored as views * 2
-- hazard: fails or cuts where a value of `post.views` does not fit the new type
-- hazard: loses the values of `post.twice`
ALTER TABLE `post`
    MODIFY COLUMN `views` int NOT NULL,
    MODIFY COLUMN `twice` bigint GENERATED ALWAYS AS (views * 2) STORED;
