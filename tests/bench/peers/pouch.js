// PouchDB to express-pouchdb, both on LevelDB: node pouch.js ROLE FOLDER ARGUMENTS; run where they are installed.
// serve FOLDER PORT : answers until it is ended.   push FOLDER URL RECORDS PHOTOS PHOTO : prints seconds as JSON.
const { createRequire } = require('module')
const path = require('path')
const crypto = require('crypto')
const load = createRequire(path.join(process.cwd(), 'x.js'))
const PouchDB = load('pouchdb')
const [role, folder, ...rest] = process.argv.slice(2)
const Kept = PouchDB.defaults({ prefix: folder + path.sep })

async function push (url, records, photos, size) {
  const own = new Kept('terminal')
  const there = new PouchDB(url + '/court', { skip_setup: false })
  await there.info()
  const note = '门口停着一辆白色轿车，车牌被布遮住。'.repeat(6)
  const docs = Array.from({ length: records }, (_, n) => ({ _id: `r${String(n).padStart(9, '0')}`, outcome: '无人', note: `${n} ${note}` }))
  await own.bulkDocs(docs)
  let begun = process.hrtime.bigint()
  const first = await own.replicate.to(there, { batch_size: 500 })
  const recordSeconds = Number(process.hrtime.bigint() - begun) / 1e9
  for (let n = 0; n < photos; n++) {
    await own.put({ _id: `p${n}`, _attachments: { photo: { content_type: 'image/jpeg', data: crypto.randomBytes(size) } } })
  }
  begun = process.hrtime.bigint()
  const second = await own.replicate.to(there, { batch_size: 10 })
  const photoSeconds = Number(process.hrtime.bigint() - begun) / 1e9
  begun = process.hrtime.bigint()
  await own.replicate.to(there)
  const idle = Number(process.hrtime.bigint() - begun) / 1e9
  const { doc_count: arrived } = await there.info()
  console.log(JSON.stringify({ recordSeconds, photoSeconds, idle, written: first.docs_written + second.docs_written, arrived }))
}

if (role === 'serve') {
  const app = load('express')()
  app.use('/', load('express-pouchdb')(Kept, { mode: 'minimumForPouchDB', logPath: path.join(folder, 'log.txt') }))
  app.listen(Number(rest[0]), '127.0.0.1', () => console.log('ready'))
} else {
  push(rest[0], ...rest.slice(1).map(Number)).then(() => process.exit(0), (error) => { console.error(error); process.exit(1) })
}
