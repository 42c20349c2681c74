-- rename table `case_to.member` to `case_from.member`
RENAME TABLE `case_to`.`member` TO `case_from`.`member`;
