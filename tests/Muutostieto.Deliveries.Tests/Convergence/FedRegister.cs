using System.Globalization;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure;
using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>A register that is fed from the interface of another one, and a recipient of its files.</summary>
internal sealed class FedRegister : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly LifeRegister own = new();
    private readonly LifeRegister origin;
    private readonly DeliveryTerms terms;
    private readonly FeedSource source;
    private readonly LifeSource answers;
    private JournalKey head;
    private JournalKey chainBase;
    private int number;

    internal FedRegister(LifeRegister origin, DisclosureTerms scope, DeliveryTerms terms, Random random)
    {
        (this.origin, this.terms) = (origin, terms);
        source = new FeedSource
        {
            Url = new Uri("http://127.0.0.1/api/v1"),
            User = "test",
            Password = "pwd",
            Scope = scope.IsList ? FeedScope.List : new FeedScope([.. scope.Municipalities]),
            Retries = 2,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            PersonsOfCall = random.Next(1, 4),
        };
        answers = new LifeSource(origin, scope, new LifeClock(origin), random);
    }

    internal MemoryRecipient Recipient { get; } = new(fromCsv: true);

    internal IRegister Reader => own.Reader;

    internal int OneFaultIn
    {
        set => answers.OneFaultIn = value;
    }

    /// <summary>The source's last calls and answers, for messages.</summary>
    internal string Said => string.Join(Environment.NewLine, answers.Said);

    /// <summary>Asks for persons by their codes.</summary>
    internal void List(IEnumerable<string> codes)
    {
        using var writer = SqliteRegister.OpenWrite(own.Path);
        using var transaction = writer.Begin();
        foreach (var code in codes)
        {
            transaction.Source.AddCode(code);
        }

        transaction.Commit();
    }

    internal Task<FeedReport> LoadAsync() => AgainAsync(run => run.LoadAsync(again: true, CancellationToken.None));

    internal Task<FeedReport> FeedAsync() => AgainAsync(run => run.RunAsync(CancellationToken.None));

    /// <summary>Delivers a base, or what has changed since the last delivery.</summary>
    internal void Deliver(bool isBase)
    {
        own.Today = origin.Today;
        _ = own.Night();
        var from = head;
        head = own.Now;
        chainBase = isBase ? head : chainBase;
        var context = Some.Context with
        {
            Terms = terms,
            Kind = isBase ? DeliveryKind.Base : DeliveryKind.Changes,
            Planned = new DateTimeOffset(
                DateTime.ParseExact(own.Today, "yyyyMMdd", CultureInfo.InvariantCulture).AddHours(3),
                TimeSpan.FromHours(2)),
            Number = ++number,
            From = isBase ? null : from.Value,
            To = head.Value,
            ChainBase = chainBase.Value,
            AreaBefore = terms.Municipalities,
        };
        var target = Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(target);
        _ = isBase
            ? new BaseComposer(own.Reader, Layouts.Catalog, NoDisk.Instance).Compose(context, target, null, CancellationToken.None)
            : new ChangeComposer(own.Reader, Layouts.Catalog, NoDisk.Instance).Compose(context, target, null, CancellationToken.None);
        Recipient.Load(target, isBase);
        Directory.Delete(target, recursive: true);
    }

    public void Dispose()
    {
        own.Dispose();
        answers.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A feed that was stopped is started again, as a new process would.</summary>
    private async Task<FeedReport> AgainAsync(Func<FeedRun, Task<FeedReport>> run)
    {
        origin.Commit();
        own.Commit();
        for (var tries = 0; ; tries++)
        {
            using var client = new SourceClient(source, answers, null, ownsHandler: false);
            using var register = SqliteRegister.OpenRead(own.Path);
            try
            {
                return await run(
                    new FeedRun(
                        source, client, Mapped.Catalog, register, () => SqliteRegister.OpenWrite(own.Path), new LifeClock(origin)))
                    .ConfigureAwait(false);
            }
            catch (Exception failure) when (tries < 100 && IsPassing(failure))
            {
                // The next run goes on.
            }
            catch (Records.MuutostietoException failure)
            {
                Assert.Fail($"{failure.Message}{Environment.NewLine}{Said}");
            }
        }
    }

    private static bool IsPassing(Exception failure) =>
        failure is OperationCanceledException or Records.MuutostietoException { Kind: Records.FailureKind.Transient };

    /// <summary>The life's day, at noon.</summary>
    private sealed class LifeClock(LifeRegister life) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(DateTime.ParseExact(life.Today, "yyyyMMdd", CultureInfo.InvariantCulture), TimeSpan.Zero).AddHours(12);
    }
}
