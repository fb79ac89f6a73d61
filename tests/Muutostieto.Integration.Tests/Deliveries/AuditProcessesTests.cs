using Microsoft.Data.Sqlite;
using Muutostieto.Audit;
using Muutostieto.Integration.Tests.Support;
using Muutostieto.Records.Files;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>A service that answers, and other processes that append meanwhile, make one audit chain.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class AuditProcessesTests
{
    [Test]
    public async Task Answers_of_one_process_and_questions_of_others_are_one_chain()
    {
        const int answers = 400;
        const int questions = 4;
        using var made = await DeliveredBase.MakeAsync(2000);
        var code = await AnyCodeAsync(Path.Combine(made.Folder, "data", "register.db"));
        var store = new AuditInFolder(Path.Combine(made.Folder, "data", "audit")).Open(TimeProvider.System, new DiskSync());
        var call = new AuditedInterfaceAnswer("mutpT1", "muutokset", 1, 2, 1, null, null, null);

        var asked = Enumerable.Range(0, questions).Select(_ => MuutostietoProgram.RunAsync(made.Folder, "audit", "person", code)).ToList();
        var recorded = 0;
        while (recorded < answers || !asked.TrueForAll(question => question.IsCompleted))
        {
            await Task.WhenAll(
                Enumerable
                    .Range(0, 20)
                    .Select(person => store.RecordDisclosureAsync(call, null, AuditContent.Of(person), CancellationToken.None)));
            recorded += 20;
        }

        await Task.WhenAll(asked);
        var proof = await MuutostietoProgram.RunAsync(made.Folder, "audit", "verify");
        Assert.That(proof, Does.StartWith("Proved: ").And.Contains("entries"));
        Assert.That(store.Verify(null).Payloads().Result.Head!.Sequence, Is.EqualTo(1 + recorded + questions));
    }

    private static async Task<string> AnyCodeAsync(string register)
    {
        await using var connection = new SqliteConnection($"Data Source={register};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT code FROM version WHERE to_key IS NULL AND alive = 1 LIMIT 1";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
