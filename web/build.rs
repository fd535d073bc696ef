//! Puts the built web page and its engine into the program. Without the page the report is a plain one that says how to build the other;
//! without the engine it shows what was computed and answers nothing.

use std::path::Path;
use std::{env, fs};

const PLAIN: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>detente</title>\
<p>This program was built without its web page; run <code>make web</code> and build again. The results are below as JSON.</p>\
<pre id=\"plain\"></pre><script type=\"text/plain\" id=\"assessment\">__ASSESSMENT__</script>\
<script>const letters='!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^abcdefghijklmnopqrstuvwxyz|}~',\
text=document.getElementById('assessment').textContent.trim(),bytes=new Uint8Array(Math.floor(text.length*4/5));\
for(let i=0,at=0;i<text.length;i+=5){let n=0;for(let j=i;j<i+5;j++)n=n*85+(j<text.length?letters.indexOf(text[j]):84);\
for(let s=24;s>=0&&at<bytes.length;s-=8)bytes[at++]=n>>>s}\
new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).json()\
.then(found=>{document.getElementById('plain').textContent=JSON.stringify(found,null,1)})</script></html>";

fn main() {
    let page = Path::new("dist/index.html");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", page.display());
    let text = fs::read_to_string(page).unwrap_or_else(|_| PLAIN.to_owned());
    // The folder is always there, so that a build without the engine is not begun anew each time.
    println!("cargo::rerun-if-changed=engine");
    let engine = fs::read("engine/engine.wasm.lzma").unwrap_or_default();
    let out = env::var("OUT_DIR").unwrap_or_default();
    for (name, bytes) in [("page.html", text.into_bytes()), ("engine.wasm.lzma", engine)] {
        if let Err(error) = fs::write(Path::new(&out).join(name), bytes) {
            println!("cargo::error=cannot write {name}: {error}");
        }
    }
}
