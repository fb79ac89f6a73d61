using System.Runtime.Versioning;
using Muutostieto.Audit.PostgreSql;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Hosting.Settings;
using Muutostieto.PostgreSql;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Who received whose data: what the audit says is what the files hold, for any life, whatever becomes of the runs.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class AuditPropertyTests
{
    [SeededProperty(MaxTest = 8, EndSize = 1_000_000)]
    public void The_audit_names_exactly_the_deliveries_whose_files_hold_a_record_of_the_person(int seed) =>
        AskAsync(seed, null, null).GetAwaiter().GetResult();

    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    [SeededProperty(MaxTest = 4, EndSize = 1_000_000)]
    public void An_audit_in_PostgreSQL_names_exactly_the_deliveries_whose_files_hold_a_record_of_the_person(int seed)
    {
        using var database = PostgreSqlCluster.Shared.NewDatabase();
        StoreMigration.Apply(database.ConnectionString, [PostgreSqlLedger.Scripts, PostgreSqlAudit.Scripts]);
        var connection = Path.GetTempFileName();
        try
        {
            File.WriteAllText(connection, database.ConnectionString);
            var store = new StoreSettings(connection, null);
            AskAsync(seed, PostgreSqlLedger.Open(database.ConnectionString), store).GetAwaiter().GetResult();
            Assert.That(database.Value("SELECT count(*) > 0 FROM audit.chain"), Is.True);
        }
        finally
        {
            File.Delete(connection);
        }
    }

    private static async Task AskAsync(int seed, SqlLedger? ledger, StoreSettings? audit)
    {
        using var life = new RandomLife(seed);
        using var scene = await RandomRunsTests.LiveAsync(life, seed, ledger, audit);
        _ = await scene.RunAsync();
        AuditedFiles.HoldWhatTheAuditSays(scene, life.Register);
    }
}
