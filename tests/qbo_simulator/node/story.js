// A story of credits, told by node-quickbooks as it is: only its three addresses are
// set, which are properties that it has for that. What came of it is printed as JSON.
'use strict';

const QuickBooks = require('node-quickbooks');

const [url, realm, clientId, secret, token, refreshToken] = process.argv.slice(2);
QuickBooks.setOauthVersion('1.0');
QuickBooks.V3_ENDPOINT_BASE_URL = `${url}/v3/company/`;
QuickBooks.TOKEN_URL = `${url}/oauth2/v1/tokens/bearer`;
QuickBooks.REVOKE_URL = `${url}/v2/oauth2/tokens/revoke`;
const books = new QuickBooks(
  clientId, secret, token, false, realm, true, false, 75, '2.0', refreshToken);

const ask = (name, ...values) => new Promise((resolve, reject) => {
  books[name](...values, (error, answer) => (error ? reject(error) : resolve(answer)));
});
const refused = async (name, ...values) => {
  try {
    await ask(name, ...values);
    return 'accepted';
  } catch (error) {
    const body = (error.response && error.response.data) || error;
    const fault = body.Fault || body.fault;
    return fault ? (fault.Error || fault.error)[0].code : String(error.code || error);
  }
};
const sale = (customer, amount) => ({
  CustomerRef: { value: customer },
  Line: [{
    Amount: amount,
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: { ItemRef: { value: '1' } },
  }],
});
const link = (amount, kind, id) => ({
  Amount: amount, LinkedTxn: [{ TxnId: id, TxnType: kind }],
});

async function story() {
  const told = {};
  const anna = await ask('createCustomer', { DisplayName: 'Anna' });
  const item = await ask('createItem', {
    Name: 'Credit', Type: 'Service', IncomeAccountRef: { value: '1' },
  });
  told.item = (await ask('getItem', item.Id)).Name;
  const bill = await ask('createInvoice', sale(anna.Id, 300));
  const memo = await ask('createCreditMemo', sale(anna.Id, 100));
  const use = await ask('createPayment', {
    CustomerRef: { value: anna.Id },
    TotalAmt: 0,
    Line: [link(100, 'Invoice', bill.Id), link(100, 'CreditMemo', memo.Id)],
  });
  told.used = [
    (await ask('getInvoice', bill.Id)).Balance,
    (await ask('getCreditMemo', memo.Id)).RemainingCredit,
  ];

  const cash = await ask('createPayment', {
    CustomerRef: { value: anna.Id }, TotalAmt: 50, requestId: 'cash-g1',
  });
  const again = await ask('createPayment', {
    CustomerRef: { value: anna.Id }, TotalAmt: 50, requestId: 'cash-g1',
  });
  told.repeated = [cash.Id === again.Id, cash.UnappliedAmt];

  const found = await ask('findInvoices', [
    { field: 'TotalAmt', value: '299', operator: '>' }, { field: 'limit', value: 5 },
  ]);
  told.found = found.QueryResponse.Invoice.map((each) => each.Id === bill.Id);
  told.counted = (await ask('findPayments', { count: true })).QueryResponse.totalCount;
  told.every = (await ask('findCustomers', { fetchAll: true })).QueryResponse.Customer.length;

  await ask('voidPayment', { Id: use.Id, SyncToken: use.SyncToken });
  told.voided = [
    (await ask('getInvoice', bill.Id)).Balance,
    (await ask('getPayment', use.Id)).PrivateNote,
  ];
  const stale = { Id: memo.Id, SyncToken: memo.SyncToken, PrivateNote: 'late' };
  told.stale = await refused('updateCreditMemo', stale);
  const fresh = await ask('getCreditMemo', memo.Id);
  const changed = await ask('updateCreditMemo', { ...stale, SyncToken: fresh.SyncToken });
  told.changed = [changed.PrivateNote, changed.TotalAmt, changed.Line.length > 0];
  told.twice = await refused('createCustomer', { DisplayName: 'Anna' });

  const batch = await ask('batch', [
    { bId: '1', operation: 'create', Customer: { DisplayName: 'Berta' } },
    { bId: '2', operation: 'create', Customer: { DisplayName: 'Anna' } },
    { bId: '3', Query: 'select count(*) from Customer' },
  ]);
  told.batch = batch.BatchItemResponse.map(
    (each) => [each.bId, Object.keys(each).filter((key) => key !== 'bId')[0]]);

  await ask('deletePayment', cash.Id);
  await ask('deleteCreditMemo', memo.Id);
  await ask('voidInvoice', bill.Id);
  told.gone = await refused('getCreditMemo', memo.Id);
  const changes = await ask(
    'changeDataCapture', ['CreditMemo', 'Payment'], new Date('2026-01-01T00:00:00Z'));
  told.changes = changes.CDCResponse[0].QueryResponse.map(
    (each) => Object.values(each)[0].map((row) => row.status || 'there'));

  told.refreshed = (await ask('refreshAccessToken')).expires_in;
  told.company = (await ask('getCompanyInfo', '1')).CompanyName;
  await ask('revokeAccess', true);
  told.revoked = await refused('getCustomer', anna.Id);
  return told;
}

story().then(
  (told) => console.log(JSON.stringify(told)),
  (error) => {
    const body = error && error.response && error.response.data;
    console.error(JSON.stringify(body || error, null, 1), error && error.stack);
    process.exit(1);
  },
);
