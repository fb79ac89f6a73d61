using System.Globalization;
using Microsoft.Extensions.Logging;
using Muutostieto.Hosting;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Residents.Lists;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Residents;

/// <summary>
/// The municipality's service (Kuntien poimintapalvelu): a user searches residents for a task of its municipality's permit, sees how many
/// fit, and has a list made. Each member asks the user's rights itself; what belongs to another is refused like what is not there.
/// </summary>
public sealed partial class ResidentService
{
    /// <summary>How many searches and lists of one user may wait at once.</summary>
    public const int MostWaiting = 5;

    /// <summary>How many searches one user may begin in a day of Finland.</summary>
    public const int MostSearchesADay = 200;

    /// <summary>How many selections one user may save.</summary>
    public const int MostSaved = 100;

    private const int IdBytes = 8;

    private readonly ResidentPicks picks;
    private readonly SavedSelections selections;
    private readonly Func<Installation> open;
    private readonly WorkSignal signal;
    private readonly PickProgress progress;
    private readonly ResidentOptions options;
    private readonly ILogger<ResidentService> log;

    /// <param name="store">Has picks and saved selections.</param>
    /// <param name="open">Opens the installation with the configuration that is in force.</param>
    /// <param name="signal">Wakes the work.</param>
    /// <param name="progress">How far the work is.</param>
    /// <param name="options">How long what is kept.</param>
    /// <param name="log">For the operators; names no person.</param>
    public ResidentService(
        SelfServiceStore store,
        Func<Installation> open,
        WorkSignal signal,
        PickProgress progress,
        ResidentOptions options,
        ILogger<ResidentService> log)
    {
        (this.open, this.signal, this.progress, this.options, this.log) = (open, signal, progress, options, log);
        (picks, selections) = (new ResidentPicks(store), new SavedSelections(store));
    }

    /// <summary>The tasks for which the user may pick today.</summary>
    /// <exception cref="AccessRefusedException">The user may not pick at all.</exception>
    public IReadOnlyList<ResidentTask> TasksOf(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        using var work = open();
        return new ResidentTasks(work).Of(user, UserAction.CountResidents);
    }

    /// <summary>Begins a search: it waits to be counted.</summary>
    /// <param name="user">Who searches.</param>
    /// <param name="permit">The permit's id.</param>
    /// <param name="task">The id of the permit's task, which the user states.</param>
    /// <param name="search">Who is searched for.</param>
    /// <param name="reference">The number of the user's own case; null or blank: none.</param>
    /// <exception cref="AccessRefusedException">The user may not, or not for this task.</exception>
    /// <exception cref="SearchRefusedException">Search or reference cannot be taken.</exception>
    /// <exception cref="ResidentLimitException">The user has too many.</exception>
    public ResidentPick Begin(SelfServiceUser user, string permit, string task, ResidentSearch search, string? reference)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(search);
        using var work = open();
        var chosen = new ResidentTasks(work).Require(user, UserAction.CountResidents, permit, task);
        var (now, today) = (work.Clock.GetUtcNow(), HelsinkiTime.Today(work.Clock));
        RefuseAny([.. ResidentSearchCheck.FaultsOf(search, chosen, today), .. ResidentSearchCheck.FaultsOfReference(reference)]);
        var id = PickOrder.NewId(today);
        var pick = new ResidentPick
        {
            Id = id,
            User = user.Id,
            Recipient = chosen.Permit.Recipient,
            Permit = permit,
            Task = task,
            Reference = string.IsNullOrWhiteSpace(reference) ? null : reference.Trim(),
            Search = search,
            Order = PickOrder.Of(id, chosen, search, today).ToJson(),
            State = PickState.Counting,
            MayList = chosen.MayList(search) && user.May(UserAction.ListResidents),
            Created = now,
        };
        Refuse(picks.Add(pick, MostWaiting, MostSearchesADay, HelsinkiTime.At(today, TimeOnly.MinValue)));
        signal.Wake(isList: false);
        return pick;
    }

    /// <summary>A pick of the user as it is now.</summary>
    /// <exception cref="AccessRefusedException">The user has none of this id.</exception>
    public ResidentPick Find(SelfServiceUser user, string id)
    {
        using var work = open();
        return AsOfNow(work, Own(user, UserAction.CountResidents, id), looksAtDelivery: true);
    }

    /// <summary>How far a pick is that is being worked on, from 0 to 1; null when it is not.</summary>
    public double? ProgressOf(ResidentPick pick)
    {
        ArgumentNullException.ThrowIfNull(pick);
        return progress.Of(pick.Id);
    }

    /// <summary>Until when a list can be seen and downloaded; null when it was not made.</summary>
    public DateTimeOffset? EndOf(ResidentPick pick)
    {
        ArgumentNullException.ThrowIfNull(pick);
        return pick.Made + options.ResultTime;
    }

    /// <summary>Asks for the list of a pick that was counted. Asked again, or too late, nothing changes.</summary>
    /// <exception cref="AccessRefusedException">The user has none of this id, may not list it, or the task is not open now.</exception>
    /// <exception cref="ResidentLimitException">The user has too many waiting.</exception>
    public ResidentPick RequestList(SelfServiceUser user, string id)
    {
        using var work = open();
        var pick = Listable(work, user, id);
        if (pick.CanBeListed)
        {
            Refuse(picks.Ask(pick, MostWaiting, work.Clock.GetUtcNow()));
            signal.Wake(isList: true);
        }

        return AsOfNow(work, Own(user, UserAction.ListResidents, id), looksAtDelivery: true);
    }

    /// <summary>The user's newest 1,000 picks, the newest first; the audit has all of them.</summary>
    /// <exception cref="AccessRefusedException">The user may not pick at all.</exception>
    public IReadOnlyList<ResidentPick> History(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var recipient = user.RequireRecipient(UserAction.CountResidents);
        using var work = open();
        return [.. picks.OfUser(user.Id, recipient).Select(pick => AsOfNow(work, pick, looksAtDelivery: false))];
    }

    /// <summary>The user's saved selections, in order of name.</summary>
    /// <exception cref="AccessRefusedException">The user may not save any.</exception>
    public IReadOnlyList<SavedSelection> Saved(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return selections.Of(user.Id, user.RequireRecipient(UserAction.KeepSelections));
    }

    /// <summary>Saves a search under a name, for a task that is open to the user.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or not for this task.</exception>
    /// <exception cref="SearchRefusedException">Search or name cannot be taken.</exception>
    /// <exception cref="ResidentLimitException">The user has too many.</exception>
    public SavedSelection Save(SelfServiceUser user, string name, string permit, string task, ResidentSearch search)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(search);
        using var work = open();
        var chosen = new ResidentTasks(work).Require(user, UserAction.KeepSelections, permit, task);
        RefuseAny(
            [
                .. ResidentSearchCheck.FaultsOf(search, chosen, HelsinkiTime.Today(work.Clock)),
                .. ResidentSearchCheck.FaultsOfName(name),
            ]);
        var selection = new SavedSelection
        {
            Id = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(IdBytes)),
            Name = name.Trim(),
            Permit = permit,
            Task = task,
            Search = search,
            Saved = work.Clock.GetUtcNow(),
        };
        return selections.Add(user.Id, chosen.Permit.Recipient, selection, MostSaved)
            ? selection
            : throw new ResidentLimitException(ResidentLimit.Saved);
    }

    /// <summary>Gives a saved selection of the user another name.</summary>
    /// <exception cref="AccessRefusedException">The user has none of this id.</exception>
    /// <exception cref="SearchRefusedException">The name cannot be taken.</exception>
    public void Rename(SelfServiceUser user, string id, string name)
    {
        ArgumentNullException.ThrowIfNull(user);
        var recipient = user.RequireRecipient(UserAction.KeepSelections);
        RefuseAny(ResidentSearchCheck.FaultsOfName(name));
        if (!selections.Rename(user.Id, recipient, id, name.Trim()))
        {
            throw new AccessRefusedException(UserAction.KeepSelections);
        }
    }

    /// <summary>Removes a saved selection of the user. Removed again, nothing changes.</summary>
    /// <exception cref="AccessRefusedException">The user may not save any.</exception>
    public void Remove(SelfServiceUser user, string id)
    {
        ArgumentNullException.ThrowIfNull(user);
        _ = selections.Remove(user.Id, user.RequireRecipient(UserAction.KeepSelections), id);
    }

    private static void RefuseAny(IReadOnlyList<FieldFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new SearchRefusedException(faults);
        }
    }

    private static void Refuse(ResidentLimit? limit)
    {
        if (limit is { } reached)
        {
            throw new ResidentLimitException(reached);
        }
    }

    private ResidentPick Own(SelfServiceUser user, UserAction action, string id)
    {
        ArgumentNullException.ThrowIfNull(user);
        var recipient = user.RequireRecipient(action);
        return picks.Find(id) is { } pick && pick.User == user.Id && pick.Recipient == recipient
            ? pick
            : throw new AccessRefusedException(action);
    }

    /// <summary>A pick of the user whose task and municipalities are open to it today, and which it may list.</summary>
    private ResidentPick Listable(Installation work, SelfServiceUser user, string id)
    {
        var pick = Own(user, UserAction.ListResidents, id);
        var task = new ResidentTasks(work).Require(user, UserAction.ListResidents, pick.Permit, pick.Task);
        return pick.MayList && task.MayList(pick.Search)
            && PickOrder.MunicipalitiesOf(pick).All(code => task.Municipalities.Any(municipality => municipality.Code == code))
            ? pick
            : throw new AccessRefusedException(UserAction.ListResidents);
    }

    private bool IsOver(Installation work, ResidentPick pick) => pick.Made + options.ResultTime <= work.Clock.GetUtcNow();

    private ResidentPick AsOfNow(Installation work, ResidentPick pick, bool looksAtDelivery) =>
        pick.State != PickState.Made ? pick
        : IsOver(work, pick) ? pick with { State = PickState.Expired }
        : looksAtDelivery && IsOutdated(work, pick) ? pick with { State = PickState.Withdrawn }
        : pick;

    private static string Numbered(string name, int page) => string.Create(CultureInfo.InvariantCulture, $"{name}, {page}");
}
