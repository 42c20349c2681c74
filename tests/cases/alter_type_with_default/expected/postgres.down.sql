-- alter column `users.grade`: varchar(9) -> i32, default "one" -> 1
-- hazard[narrow-type]: fails or truncates values of `users.grade` that do not fit the new type
ALTER TABLE "users"
    ALTER COLUMN "grade" DROP DEFAULT,
    ALTER COLUMN "grade" TYPE integer USING "grade"::integer,
    ALTER COLUMN "grade" SET DEFAULT 1;
