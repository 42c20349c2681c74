-- alter column `sample.word`: default sql(upper('cd')) mysql(concat('c', 'd')) -> sql(lower('AB')) mysql(concat('a', 'b'))
ALTER TABLE "sample" ALTER COLUMN "word" SET DEFAULT lower('AB');

-- alter column `sample.number`: default 3 -> sql(1 + 1)
ALTER TABLE "sample" ALTER COLUMN "number" SET DEFAULT (1 + 1);

-- alter column `sample.gone`: default none -> -7
ALTER TABLE "sample" ALTER COLUMN "gone" SET DEFAULT -7;
