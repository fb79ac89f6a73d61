using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Muutostieto.Hosting.Connections;

namespace Muutostieto.Server.Interface;

/// <summary>
/// Checks the credentials of calls. Those that are remembered are known at once; of all others one is looked at after another, before the
/// call has a turn and without a thread that waits. Of each source, which is an address and the client that the security server names, one
/// is in that row at a time: so a flood of wrong passwords keeps nothing from clients that have been here, and one from elsewhere waits for
/// as many others at most as there are sources.
/// </summary>
internal sealed class CredentialTurns(ConnectionDirectory connections) : IDisposable
{
    /// <summary>Each takes some tenths of a second: one more would wait longer than for a turn.</summary>
    private const int Waiting = 32;

    /// <summary>As many counters as sources share: made-up ones fill no memory.</summary>
    private const int Sources = 256;

    /// <summary>Seconds after which a full queue has moved on.</summary>
    private const int MovesAfter = 10;

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = Waiting });

    private readonly PartitionedRateLimiter<string> sources = PartitionedRateLimiter.Create<string, int>(source =>
        RateLimitPartition.GetConcurrencyLimiter(
            (int)((uint)source.GetHashCode(StringComparison.Ordinal) % Sources),
            _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = Waiting }));

    /// <summary>The connection of a request's credentials.</summary>
    /// <exception cref="ProblemException">There is none, or there were too many wrong ones.</exception>
    internal async ValueTask<Connection> VerifyAsync(HttpContext context)
    {
        if (Credentials.Of(context.Request.Headers) is not { } given)
        {
            throw new ProblemException(Problem.Credentials);
        }

        if (connections.Recall(given.User, given.Password) is { } known)
        {
            return ConnectionOf(known);
        }

        var source = $"{context.Connection.RemoteIpAddress} {XRoadHeaders.Of(context.Request.Headers, XRoadHeaders.Client)}";
        using var own = await sources.AcquireAsync(source, 1, context.RequestAborted).ConfigureAwait(false);
        using var lease = own.IsAcquired ? await limiter.AcquireAsync(1, context.RequestAborted).ConfigureAwait(false) : own;
        return lease.IsAcquired
            ? ConnectionOf(connections.Verify(given.User, given.Password, source))
            : throw new ProblemException(Problem.Attempts, MovesAfter);
    }

    private static Connection ConnectionOf(CredentialCheck check) => check switch
    {
        { Connection: { } connection } => connection,
        { RetryAfter: { } wait } => throw new ProblemException(Problem.Attempts, Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))),
        _ => throw new ProblemException(Problem.Credentials),
    };

    public void Dispose()
    {
        limiter.Dispose();
        sources.Dispose();
    }
}
