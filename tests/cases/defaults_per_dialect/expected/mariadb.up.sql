-- alter column `sample.word`: default sql(lower('AB')) mysql(concat('a', 'b')) -> sql(upper('cd')) mysql(concat('c', 'd'))
-- alter column `sample.number`: default sql(1 + 1) -> 3
-- alter column `sample.gone`: default -7 -> none
ALTER TABLE `sample`
    MODIFY COLUMN `word` varchar(40) NOT NULL DEFAULT (concat('c', 'd')),
    MODIFY COLUMN `number` int NOT NULL DEFAULT 3,
    MODIFY COLUMN `gone` int NOT NULL;
