using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Ledger;

public sealed class SqliteLedgerPropertyTests : LedgerProperties
{
    [SeededProperty(MaxTest = 40)]
    public void Numbers_have_no_gap_states_go_forward_and_windows_chain(FsCheck.DoNotSize<uint>[] steps) => Hold(steps);

    private protected override IDisposable NewPlace(out Func<SqlLedger> open)
    {
        var folder = new Folder();
        open = () => SqliteLedger.Open(Path.Combine(folder.Path, "ledger.db"));
        return folder;
    }

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("muutostieto-ledger-");

        internal string Path => folder.FullName;

        public void Dispose() => folder.Delete(recursive: true);
    }
}
