-- add column `"e ""f"" `g`'h".gone`: i32, null
-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(30) -> varchar(20), not null -> null, default "'\"`\\" -> none
-- drop column `"e ""f"" `g`'h".new"`'`
-- hazard: fails or cuts where a value of `"e ""f"" `g`'h".u"v`w'` does not fit the new type
-- hazard: loses the values of `"e ""f"" `g`'h".new"`'`
ALTER TABLE `e "f" ``g``'h`
    ADD COLUMN `gone` int NULL,
    MODIFY COLUMN `u"v``w'` varchar(20) NULL,
    DROP COLUMN `new"``'`;

-- rename column `"e ""f"" `g`'h".u"v`w'` to `x"y`z'`
ALTER TABLE `e "f" ``g``'h` RENAME COLUMN `u"v``w'` TO `x"y``z'`;

-- rename table `"e ""f"" `g`'h"` to `"a ""b"" `c`'d"`
RENAME TABLE `e "f" ``g``'h` TO `a "b" ``c``'d`;
