using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;

namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>Says for which tasks a user may pick residents: the only place that does.</summary>
/// <param name="work">Whose configuration counts.</param>
internal sealed class ResidentTasks(Installation work)
{
    /// <summary>The tasks of a user's recipient that are open to it today, in order of permit and as the permit has them.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or acts for no recipient.</exception>
    internal IReadOnlyList<ResidentTask> Of(SelfServiceUser user, UserAction action)
    {
        var recipient = user.RequireRecipient(action);
        return
        [
            .. work.Configuration.Permits
                .Where(permit => permit.Recipient == recipient)
                .SelectMany(permit => TasksOf(permit, MunicipalitiesOf(permit, user.Municipalities))),
        ];
    }

    /// <summary>One of them.</summary>
    /// <exception cref="AccessRefusedException">There is none of this name for the user, whatever there is for others.</exception>
    internal ResidentTask Require(SelfServiceUser user, UserAction action, string permit, string task) =>
        Of(user, action).FirstOrDefault(each => each.Permit.Id == permit && each.Task.Id == task)
        ?? throw new AccessRefusedException(action);

    private IEnumerable<ResidentTask> TasksOf(Permit permit, IReadOnlyList<Municipality> municipalities) =>
        permit is { SelfService: { } channel, Orders: not null }
        && permit.IsValidOn(HelsinkiTime.Today(work.Clock))
        && municipalities.Count > 0
            ? channel.Tasks.Select(task => new ResidentTask(permit, task, municipalities, work.Catalog.Outlines))
            : [];

    /// <summary>A former municipality counts as the one that it is part of today.</summary>
    private IReadOnlyList<Municipality> MunicipalitiesOf(Permit permit, IReadOnlyCollection<string> codes)
    {
        if (permit.Area is not ResidenceArea area)
        {
            return [];
        }

        var (directory, today) = (work.Configuration.Municipalities, HelsinkiTime.Today(work.Clock));
        return
        [
            .. codes
                .Select(code => directory.OnDay(code, today))
                .OfType<string>()
                .Intersect(area.Resolve(directory, today))
                .Select(directory.Municipality)
                .OfType<Municipality>()
                .OrderBy(municipality => municipality.Code, StringComparer.Ordinal),
        ];
    }
}
