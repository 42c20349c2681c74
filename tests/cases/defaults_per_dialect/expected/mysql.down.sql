-- alter column `sample.word`: default sql(upper('cd')) mysql(concat('c', 'd')) -> sql(lower('AB')) mysql(concat('a', 'b'))
-- alter column `sample.number`: default 3 -> sql(1 + 1)
-- alter column `sample.gone`: default none -> -7
ALTER TABLE `sample`
    MODIFY COLUMN `word` varchar(40) NOT NULL DEFAULT (concat('a', 'b')),
    MODIFY COLUMN `number` int NOT NULL DEFAULT (1 + 1),
    MODIFY COLUMN `gone` int NOT NULL DEFAULT -7;
