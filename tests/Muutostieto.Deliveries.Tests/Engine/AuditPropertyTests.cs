using Muutostieto.Deliveries.Tests.Convergence;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Who received whose data: what the audit says is what the files hold, for any life, whatever becomes of the runs.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class AuditPropertyTests
{
    [SeededProperty(MaxTest = 8, EndSize = 1_000_000)]
    public void The_audit_names_exactly_the_deliveries_whose_files_hold_a_record_of_the_person(int seed) =>
        AskAsync(seed).GetAwaiter().GetResult();

    private static async Task AskAsync(int seed)
    {
        using var life = new RandomLife(seed);
        using var scene = await RandomRunsTests.LiveAsync(life, seed);
        _ = await scene.RunAsync();
        AuditedFiles.HoldWhatTheAuditSays(scene, life.Register);
    }
}
