import chuangcheng.kit.tables
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='CitizenAccount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('phone_hash', models.CharField(max_length=64, unique=True)),
                    ('phone_sealed', models.TextField()),
                    ('name_sealed', models.TextField(blank=True)),
                    ('joined_at', models.DateTimeField()),
                ],
            ), migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('name', models.CharField(max_length=60)),
                    ('phone', models.CharField(blank=True, max_length=20)),
                    ('language', models.CharField(choices=[('zh-hans', '简体中文'), ('zh-hant', '繁體中文'), ('en', 'English')], default='zh-hans', max_length=8)),
                    ('search_text', models.CharField(blank=True, editable=False, max_length=250)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'user',
                    'verbose_name_plural': 'users',
                    'abstract': False,
                    'indexes': [models.Index(fields=['name', 'id'], name='person_by_name')],
                },
                managers=[
                    ('objects', django.contrib.auth.models.UserManager()),
                ],
            ), migrations.CreateModel(
                name='CitizenCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                    ('phone_hash', models.CharField(max_length=64)),
                    ('phone_sealed', models.TextField()),
                    ('origin_hash', models.CharField(max_length=64)),
                    ('code_hash', models.CharField(max_length=64)),
                    ('asked_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('try_count', models.PositiveSmallIntegerField(default=0)),
                    ('used_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['phone_hash', 'asked_at'], name='code_of_phone'), models.Index(fields=['origin_hash', 'asked_at'], name='code_of_origin'), models.Index(fields=['asked_at'], name='code_asked')],
                },
            ), migrations.CreateModel(
                name='CitizenSession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('device', models.CharField(blank=True, max_length=60)),
                    ('signed_in_at', models.DateTimeField()),
                    ('seen_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='accounts.citizenaccount')),
                ],
                options={
                    'ordering': ['-signed_in_at', '-id'],
                    'indexes': [models.Index(fields=['account', '-signed_in_at'], name='session_of_citizen')],
                },
            ), migrations.CreateModel(
                name='ApiClient',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60)),
                    ('key_hash', models.CharField(max_length=64, unique=True)),
                    ('key_hint', models.CharField(max_length=4)),
                    ('a_minute', models.PositiveIntegerField(help_text='requests allowed in a minute')),
                    ('a_day', models.PositiveIntegerField(help_text='requests allowed on a day')),
                    ('issued_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('used_at', models.DateTimeField(blank=True, help_text='the last time', null=True)),
                    ('minute', models.DateTimeField(blank=True, null=True)),
                    ('minute_count', models.PositiveIntegerField(default=0)),
                    ('day', models.DateField(blank=True, null=True)),
                    ('day_count', models.PositiveIntegerField(default=0)),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-id'],
                },
            ), migrations.CreateModel(
                name='Device',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uid', models.UUIDField(unique=True)),
                    ('name', models.CharField(blank=True, max_length=120)),
                    ('is_kept', models.BooleanField(blank=True, null=True)),
                    ('registered_at', models.DateTimeField()),
                    ('seen_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-seen_at', '-id'],
                    'indexes': [models.Index(fields=['person', '-seen_at'], name='device_of_person')],
                },
            ), migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('username', models.CharField(max_length=150)),
                    ('name', models.CharField(max_length=60)),
                    ('phone', models.CharField(blank=True, max_length=20)),
                    ('language', models.CharField(choices=[('zh-hans', '简体中文'), ('zh-hant', '繁體中文'), ('en', 'English')], default='zh-hans', max_length=8)),
                    ('invited_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-invited_at', '-id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None)), fields=('username',), name='one_open_invitation_per_username')],
                },
            ), migrations.CreateModel(
                name='KeptUpload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('page', models.CharField(help_text='URL name of the import page', max_length=60)),
                    ('filename', models.CharField(max_length=200)),
                    ('content', models.BinaryField()),
                    ('kept_at', models.DateTimeField()),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ), migrations.CreateModel(
                name='Link',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('purpose', models.CharField(max_length=30)),
                    ('subject_id', models.BigIntegerField()),
                    ('said', models.CharField(blank=True, max_length=300)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('opened_count', models.PositiveIntegerField(default=0)),
                    ('opened_at', models.DateTimeField(blank=True, help_text='the last time', null=True)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-id'],
                    'indexes': [models.Index(fields=['purpose', 'subject_id', '-id'], name='link_of_subject'), models.Index(fields=['made_by', '-id'], name='link_of_maker')],
                },
            ), migrations.CreateModel(
                name='PasswordLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('issued_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ), migrations.CreateModel(
                name='SavedFilter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('page', models.CharField(help_text='URL name of the list, such as desk:cases', max_length=60)),
                    ('name', models.CharField(max_length=60)),
                    ('query', models.CharField(blank=True, max_length=2000)),
                    ('is_shared', models.BooleanField(default=False)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['name', 'id'],
                    'indexes': [models.Index(fields=['page', 'is_shared'], name='filter_of_page')],
                    'constraints': [models.UniqueConstraint(fields=('person', 'page', 'name'), name='filter_named_once')],
                },
            )],
        ),
    ]
