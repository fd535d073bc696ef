//! The program `detente`.

fn main() -> std::process::ExitCode {
    detente_cli::main()
}
