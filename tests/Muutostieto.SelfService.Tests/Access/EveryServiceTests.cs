using System.Reflection;
using Muutostieto.Records.Manifests;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Auditing;
using Muutostieto.SelfService.Contacts;
using Muutostieto.SelfService.Decisions;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.SelfService.Notices;
using Muutostieto.SelfService.Operations;
using Muutostieto.SelfService.Orders;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Access;

/// <summary>The table of role and action, called on every method that takes a user.</summary>
public sealed class EveryServiceTests
{
    /// <summary>Which right each method takes. A method that is not here fails the test.</summary>
    private static readonly Dictionary<(Type Service, string Method), UserAction> Needed = new()
    {
        [(typeof(ApplicationService), "*")] = UserAction.ApplyForPermit,
        [(typeof(OrderService), "*")] = UserAction.DraftOrder,
        [(typeof(DecisionService), nameof(DecisionService.Queue))] = UserAction.SeeService,
        [(typeof(DecisionService), nameof(DecisionService.Find))] = UserAction.SeeService,
        [(typeof(DecisionService), "*")] = UserAction.Decide,
        [(typeof(OperationService), nameof(OperationService.Status))] = UserAction.SeeService,
        [(typeof(OperationService), nameof(OperationService.Deliveries))] = UserAction.SeeService,
        [(typeof(OperationService), nameof(OperationService.Permits))] = UserAction.SeeService,
        [(typeof(OperationService), nameof(OperationService.Orders))] = UserAction.SeeService,
        [(typeof(OperationService), "*")] = UserAction.OperateDeliveries,
        [(typeof(DeliveryService), nameof(DeliveryService.Accept))] = UserAction.Acknowledge,
        [(typeof(DeliveryService), nameof(DeliveryService.Refuse))] = UserAction.Acknowledge,
        [(typeof(DeliveryService), "*")] = UserAction.FetchDeliveries,
        [(typeof(UploadService), "*")] = UserAction.Upload,
        [(typeof(ContactService), nameof(ContactService.All))] = UserAction.SeeService,
        [(typeof(ContactService), "*")] = UserAction.KeepContacts,
        [(typeof(NoticeService), nameof(NoticeService.Current))] = UserAction.ReadNotices,
        [(typeof(NoticeService), "*")] = UserAction.PublishNotices,
        [(typeof(AuditService), nameof(AuditService.BeginVerification))] = UserAction.VerifyAudit,
        [(typeof(AuditService), nameof(AuditService.FindVerification))] = UserAction.VerifyAudit,
        [(typeof(AuditService), "*")] = UserAction.AskAboutPerson,
    };

    /// <summary>Actions that are done for a recipient: with another one, and with none, there is nothing.</summary>
    private static readonly UserAction[] OfRecipient =
    [
        UserAction.ApplyForPermit, UserAction.DraftOrder, UserAction.FetchDeliveries, UserAction.Acknowledge, UserAction.Upload,
        UserAction.KeepContacts,
    ];

    [Test]
    public async Task Each_method_is_refused_to_each_role_that_has_no_right_to_it()
    {
        using var scene = new Scene();
        var services = Services(scene);
        foreach (var (service, method) in Methods(services))
        {
            var action = ActionOf(service.GetType(), method.Name);
            foreach (var role in Enum.GetValues<Role>().Except(Rights.RolesOf(action)))
            {
                var failure = await FailureOfAsync(service, method, Scene.User("kuka", role, Scene.Recipient));
                Assert.That(failure, Is.TypeOf<AccessRefusedException>(), $"{service.GetType().Name}.{method.Name} as {role}");
            }

            var failed = await FailureOfAsync(service, method, Scene.User("kuka", Role.Customer) with { Roles = [] });
            Assert.That(failed, Is.TypeOf<AccessRefusedException>(), $"{service.GetType().Name}.{method.Name} without a role");
        }
    }

    [Test]
    public async Task A_user_of_another_recipient_gets_nothing_by_any_number()
    {
        using var scene = new Scene();
        var number = scene.Submitted().Number;
        var services = Services(scene);
        foreach (var (service, method) in Methods(services))
        {
            var action = ActionOf(service.GetType(), method.Name);
            if (OfRecipient.Contains(action)
                && method.GetParameters().Any(each => each.ParameterType == typeof(long) || each.ParameterType == typeof(DeliveryKey)))
            {
                Assert.That(
                    await FailureOfAsync(service, method, Scene.Stranger, number),
                    Is.TypeOf<AccessRefusedException>(),
                    $"{service.GetType().Name}.{method.Name} for another recipient");
            }

            if (OfRecipient.Contains(action))
            {
                Assert.That(
                    await FailureOfAsync(service, method, Scene.Customer with { Recipient = null }, number),
                    Is.TypeOf<AccessRefusedException>(),
                    $"{service.GetType().Name}.{method.Name} for no recipient");
            }
        }
    }

    [Test]
    public void No_public_service_has_a_method_that_is_not_in_the_table() => Assert.That(
        typeof(ApplicationService).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Service", StringComparison.Ordinal)
                && type.Namespace!.Split('.')[^1] is "Applications" or "Orders" or "Decisions" or "Operations" or "Deliveries"
                    or "Auditing" or "Contacts" or "Notices"),
        Is.EquivalentTo(Needed.Keys.Select(key => key.Service).Distinct()));

    private static UserAction ActionOf(Type service, string method) =>
        Needed.TryGetValue((service, method), out var action) ? action : Needed[(service, "*")];

    private static object[] Services(Scene scene) =>
    [
        new ApplicationService(scene.Store, scene.Open, scene.Clock),
        new OrderService(scene.Store, scene.Open, scene.Clock),
        scene.Decisions(),
        new OperationService(scene.NewRuns(), scene.Open, scene.Status, scene.Clock),
        scene.NewDeliveries(),
        new UploadService(scene.Store, scene.Open, scene.Clock),
        new ContactService(scene.Store, scene.Clock),
        new NoticeService(scene.Store, scene.Clock),
        scene.Kept(new AuditService(scene.Open, scene.Clock)),
    ];

    private static List<(object Service, MethodInfo Method)> Methods(object[] services)
    {
        var methods = services
            .SelectMany(service => service.GetType()
                .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => !method.IsSpecialName && method.GetParameters() is [{ ParameterType: var first }, ..]
                    && first == typeof(SelfServiceUser))
                .Select(method => (service, method)))
            .ToList();
        Assert.That(methods, Has.Count.GreaterThan(50));
        return methods;
    }

    private static async Task<Exception?> FailureOfAsync(object service, MethodInfo method, SelfServiceUser user, long number = 1)
    {
        try
        {
            var arguments = method.GetParameters().Skip(1).Select(parameter => ValueOf(parameter.ParameterType, number));
            if (method.Invoke(service, [user, .. arguments]) is Task task)
            {
                await task;
            }

            return null;
        }
        catch (TargetInvocationException failure)
        {
            return failure.InnerException;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private static object? ValueOf(Type type, long number) =>
        type == typeof(string) ? "x"
        : type == typeof(long) ? number
        : type == typeof(DeliveryKey) ? new DeliveryKey(Scene.FilesPermit, "base", 1)
        : type == typeof(ApplicationContent) ? Scene.WholeApplication
        : type == typeof(OrderContent) ? new OrderContent()
        : type == typeof(PermitCompletion) ? DecisionScene.Completion
        : type == typeof(ContactContent) ? new ContactContent { Name = "A", Email = "a@b.example" }
        : type == typeof(NoticeContent) ? new NoticeContent { Fi = "a", Sv = "b", En = "c" }
        : type == typeof(Stream) ? new MemoryStream([1])
        : type == typeof(TextWriter) ? new StringWriter()
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;
}
