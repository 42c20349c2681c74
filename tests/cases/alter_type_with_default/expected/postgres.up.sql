-- alter column `users.grade`: i32 -> varchar(9), default 1 -> "one"
-- hazard[narrow-type]: fails or truncates values of `users.grade` that do not fit the new type
ALTER TABLE "users"
    ALTER COLUMN "grade" DROP DEFAULT,
    ALTER COLUMN "grade" TYPE varchar(9),
    ALTER COLUMN "grade" SET DEFAULT 'one';
