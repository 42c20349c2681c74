-- drop table `k`
-- hazard: loses the rows of `k`
DROP TABLE `k`;

-- drop table `p`
-- hazard: loses the rows of `p`
DROP TABLE `p`;
