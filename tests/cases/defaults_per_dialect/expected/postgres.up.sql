-- alter column `sample.word`: default sql(lower('AB')) mysql(concat('a', 'b')) -> sql(upper('cd')) mysql(concat('c', 'd'))
ALTER TABLE "sample" ALTER COLUMN "word" SET DEFAULT upper('cd');

-- alter column `sample.number`: default sql(1 + 1) -> 3
ALTER TABLE "sample" ALTER COLUMN "number" SET DEFAULT 3;

-- alter column `sample.gone`: default -7 -> none
ALTER TABLE "sample" ALTER COLUMN "gone" DROP DEFAULT;
