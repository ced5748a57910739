#!/bin/sh
# Writes a small book of claims as they lie on a firm's desk: some not due yet, some due, some late. The dates are
# counted from today.
set -eu
day() { date -d "$1 days" +%F; }
cat <<CSV
reference,debtor,debtor_id,email,amount,currency,due,issued,language,time_zone,kind,contract,payment_link,policy
RE-2026-0201,Bäckerei Sonnenkorn GmbH,K-1001,rechnung@sonnenkorn.example,1240.50,EUR,$(day -4),$(day -18),,,business,,,
RE-2026-0202,Zimmerei Albrecht & Söhne,K-1002,buero@zimmerei-albrecht.example,8930.00,EUR,$(day -21),$(day -35),,,business,V-77/2026,,
RE-2026-0203,Dr. Mira Okonjo,K-1003,m.okonjo@praxis-okonjo.example,312.80,EUR,$(day 1),$(day -13),,,consumer,,https://pay.lindenhof.example/RE-2026-0203,
RE-2026-0204,Café Morgenrot,K-1004,hallo@cafe-morgenrot.example,96.40,EUR,$(day 9),$(day -5),,,business,,,
RE-2026-0205,Hofladen Petersen,K-1005,petersen@hofladen.example,2.90,EUR,$(day -12),$(day -26),,,business,,,
INV-2026-031,Harrow & Finch Ltd,K-2001,accounts@harrowfinch.example,4150.00,GBP,$(day -8),$(day -38),en,Europe/London,business,PO 4471,,
INV-2026-032,Sam Whitfield,K-2002,sam.whitfield@mail.example,180.00,GBP,$(day 2),$(day -12),en,Europe/London,consumer,,https://pay.lindenhof.example/INV-2026-032,
INV-2026-033,Blue Mesa Outfitters LLC,K-2003,ap@bluemesa.example,12800.00,USD,$(day -40),$(day -70),en,America/Denver,business,,,last-word
CN-2026-007,上海明远贸易有限公司,K-3001,caiwu@mingyuan.example,56000.00,CNY,$(day -6),$(day -36),zh-Hans,Asia/Shanghai,business,MY-2026-18,,
CN-2026-008,王芳,K-3002,wangfang@mail.example,880.00,CNY,$(day 3),$(day -4),zh-Hans,Asia/Shanghai,consumer,,,
CSV
