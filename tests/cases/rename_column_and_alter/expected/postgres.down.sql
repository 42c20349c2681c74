-- rename column `users.years` to `age`
ALTER TABLE "users" RENAME COLUMN "years" TO "age";

-- alter column `users.age`: i64 -> i32, not null -> null, default 1 -> none
-- hazard[narrow-type]: fails or truncates values of `users.age` that do not fit the new type
ALTER TABLE "users"
    ALTER COLUMN "age" DROP DEFAULT,
    ALTER COLUMN "age" TYPE integer,
    ALTER COLUMN "age" DROP NOT NULL;
