using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Deliveries;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Dates;

namespace Muutostieto.Hosting.Connections;

/// <summary>
/// The connections of the permits that are valid today, by the configuration in force: what changes in a permit counts from the next call.
/// For all threads at once.
/// </summary>
public sealed class ConnectionDirectory
{
    /// <summary>As many as a permit may have: as many passwords are derived whatever is wrong.</summary>
    private const int Hashes = 2;

    /// <summary>Wrong pairs that are remembered: more than all that are looked at in minutes.</summary>
    private const int MostWrong = 4096;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);
    private readonly ConcurrentDictionary<(string User, string Hash), byte[]> known = new();
    private readonly ConcurrentDictionary<string, string> wrong = new(StringComparer.Ordinal);
    private readonly Lock deriving = new();
    private readonly Func<DeliveryConfiguration> configuration;
    private readonly TimeProvider clock;
    private readonly FailureLimit limit;
    private readonly PasswordHash missing;

    /// <param name="configuration">Gives the configuration in force.</param>
    /// <param name="clock">Says which day it is.</param>
    public ConnectionDirectory(Func<DeliveryConfiguration> configuration, TimeProvider clock)
        : this(configuration, clock, PasswordHash.DefaultIterations)
    {
    }

    /// <param name="configuration">Gives the configuration in force.</param>
    /// <param name="clock">Says which day it is.</param>
    /// <param name="iterations">PBKDF2 iterations of the dummy hash that unknown users are checked against.</param>
    internal ConnectionDirectory(Func<DeliveryConfiguration> configuration, TimeProvider clock, int iterations)
    {
        (this.configuration, this.clock, limit) = (configuration, clock, new FailureLimit(clock));
        missing = PasswordHash.Of(Convert.ToHexString(key), iterations);
    }

    /// <summary>The connection of a user; null when no permit that is valid today has it.</summary>
    public Connection? Find(string user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var current = configuration();
        var today = HelsinkiTime.Today(clock);
        return PermitOf(current, user, today) is var (permit, channel)
            ? new Connection(permit, channel, TermsOf(permit, current, today))
            : null;
    }

    /// <summary>
    /// What is remembered of a user and a password: that they are right, or that they are wrong as long as the permit's hashes stay the
    /// same. Null when nothing is. Takes no time.
    /// </summary>
    public CredentialCheck? Recall(string user, string password)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        var current = configuration();
        var today = HelsinkiTime.Today(clock);
        var (permit, channel) = PermitOf(current, user, today) ?? default;
        var mark = MarkOf(user, password);
        if (channel?.PasswordHashes.Any(hash => IsKnown(user, hash, mark)) == true)
        {
            return new CredentialCheck(new Connection(permit, channel, TermsOf(permit, current, today)));
        }

        return wrong.TryGetValue(Convert.ToHexString(mark), out var against) && against == AgainstOf(channel)
            ? default(CredentialCheck)
            : null;
    }

    /// <summary>
    /// Checks a user and a password. A failed check takes the same time whether the user, the password or the permit's days are wrong.
    /// The result is remembered under an HMAC with a key of this process, so that the next check of the same pair derives nothing and a
    /// client that repeats a wrong password counts once. After too many failures in a minute, of one user from one source, of one source or
    /// of all, only remembered pairs pass.
    /// </summary>
    /// <param name="user">Whose password it is.</param>
    /// <param name="password">What was given as such.</param>
    /// <param name="source">Where the call comes from: guesses from one leave passwords from another to be looked at.</param>
    public CredentialCheck Verify(string user, string password, string source = "")
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(source);
        if (Recall(user, password) is { } remembered)
        {
            return remembered;
        }

        var current = configuration();
        var today = HelsinkiTime.Today(clock);
        var (permit, channel) = PermitOf(current, user, today) ?? default;
        var (guessed, from) = (NumberOf(user, source), NumberOf("", source));
        if (limit.WaitOf(guessed, from) is { } wait)
        {
            return new CredentialCheck(null, wait);
        }

        var mark = MarkOf(user, password);
        if (Fitting(channel?.PasswordHashes ?? [], password) is not { } fitting)
        {
            limit.Failed(guessed, from);
            Remember(mark, AgainstOf(channel));
            return default;
        }

        known[(user, fitting)] = mark;
        return new CredentialCheck(new Connection(permit, channel!, TermsOf(permit, current, today)));
    }

    private void Remember(byte[] mark, string against)
    {
        if (wrong.Count >= MostWrong)
        {
            wrong.Clear();
        }

        wrong[Convert.ToHexString(mark)] = against;
    }

    private static string AgainstOf(InterfaceChannel? channel) => string.Join('\n', channel?.PasswordHashes ?? []);

    private int NumberOf(string user, string source) => BinaryPrimitives.ReadInt32LittleEndian(MarkOf(user, source));

    private static (Permit Permit, InterfaceChannel Channel)? PermitOf(DeliveryConfiguration current, string user, DateOnly today) =>
        current.PermitsValidOn(today).FirstOrDefault(valid => valid.Interface?.User == user) is { Interface: { } channel } permit
        && !(channel.From > today)
            ? (permit, channel)
            : null;

    private static DisclosureTerms TermsOf(Permit permit, DeliveryConfiguration current, DateOnly today) => new()
    {
        Municipalities = permit.Area is ResidenceArea area ? area.ResolveEver(current.Municipalities, today) : [],
        IsList = permit.Area.IsList,
        Groups = [.. current.ProductOf(permit).Groups.Select(group => new TermsGroup(group.Group, group.Fields))],
        NonDisclosureRight = permit.NonDisclosureRight,
    };

    private bool IsKnown(string user, string hash, byte[] mark) =>
        known.TryGetValue((user, hash), out var right) && CryptographicOperations.FixedTimeEquals(right, mark);

    /// <summary>The hash that the password fits; null for none. One derivation at a time, so that wrong passwords leave a core to
    /// others.</summary>
    private string? Fitting(IReadOnlyList<string> hashes, string password)
    {
        string? fitting = null;
        lock (deriving)
        {
            for (var index = 0; index < Hashes && fitting is null; index++)
            {
                var text = index < hashes.Count ? hashes[index] : null;
                var hash = text is null ? missing : PasswordHash.Parse(text);
                fitting = hash?.Fits(password) == true ? text : null;
            }
        }

        return fitting;
    }

    private byte[] MarkOf(string user, string password)
    {
        // Neither a user nor a header has a NUL.
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{user}\0{password}"));
    }
}
