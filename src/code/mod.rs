//! stand-in
pub struct Code {
    pub ops: Vec<u8>,
}
