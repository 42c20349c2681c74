-- rename column `"e ""f"" `g`'h".u"v`w'` to `x"y`z'`
ALTER TABLE `e "f" ``g``'h` RENAME COLUMN `u"v``w'` TO `x"y``z'`;

-- rename table `"e ""f"" `g`'h"` to `"a ""b"" `c`'d"`
RENAME TABLE `e "f" ``g``'h` TO `a "b" ``c``'d`;

-- add column `"a ""b"" `c`'d".gone`: i32, null
-- alter column `"a ""b"" `c`'d".x"y`z'`: varchar(30) -> varchar(20), not null -> null, default "'\"`\\" -> none
-- hazard[narrow-type]: fails or truncates values of `"a ""b"" `c`'d".x"y`z'` that do not fit the new type
ALTER TABLE `a "b" ``c``'d`
    ADD COLUMN `gone` int NULL,
    MODIFY COLUMN `x"y``z'` varchar(20) NULL;

-- drop column `"a ""b"" `c`'d".new"`'`
-- hazard[drop-column]: deletes all values of `"a ""b"" `c`'d".new"`'`
ALTER TABLE `a "b" ``c``'d` DROP COLUMN `new"``'`;
